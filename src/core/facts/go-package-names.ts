/**
 * Names of packages that cannot be told from their import path, major versions aside. Checked
 * 2026-11-25 against their package clauses.
 */
export const PACKAGE_NAMES: Readonly<Record<string, string>> = {
  "github.com/go-telegram-bot-api/telegram-bot-api": "tgbotapi",
  "github.com/oschwald/geoip2-golang": "geoip2",
  "github.com/oschwald/maxminddb-golang": "maxminddb",
};
