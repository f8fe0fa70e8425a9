/**
 * Decisions of a generator, taken one after the other from a list of numbers. 0 is the harmless choice, so that what fast-check
 * makes smaller is also what is easier to read. A tape that has come to its end is harmless.
 */
export class Tape {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  next(): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return number;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.next() % 100 >= 100 - percent;
  }

  pick<Item>(...items: readonly [Item, ...Item[]]): Item {
    return items[this.next() % items.length] as Item;
  }

  /** A number of items, none of them at 0. */
  list<Item>(most: number, make: () => Item): readonly Item[] {
    return Array.from({ length: this.next() % (most + 1) }, make);
  }
}
