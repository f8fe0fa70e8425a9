import type { GoCallRow } from "../go-calls.ts";

/**
 * Databases and stores in files, and schedulers. Checked 2026-11-25 against their documentation.
 */
export const DATA_CALLS: readonly GoCallRow[] = [
  { in: "gorm.io/driver/sqlite", functions: "Open", argument: 0, means: "opens database" },
  { in: "github.com/glebarez/sqlite", functions: "Open", argument: 0, means: "opens database" },
  {
    in: "github.com/ncruces/go-sqlite3/gormlite",
    functions: "Open",
    argument: 0,
    means: "opens database",
  },
  { in: "github.com/ncruces/go-sqlite3", functions: "Open", argument: 0, means: "opens database" },
  {
    in: "github.com/ncruces/go-sqlite3/driver",
    functions: "Open",
    argument: 0,
    means: "opens database",
  },
  { in: "zombiezen.com/go/sqlite", functions: "OpenConn", argument: 0, means: "opens database" },
  {
    in: "zombiezen.com/go/sqlite/sqlitex",
    functions: "NewPool Open",
    argument: 0,
    means: "opens database",
  },
  {
    in: "github.com/jmoiron/sqlx",
    functions: "Open Connect MustConnect MustOpen",
    argument: 0,
    means: "names driver",
  },
  {
    in: "github.com/jmoiron/sqlx",
    functions: "Open Connect MustConnect MustOpen",
    argument: 1,
    means: "opens database",
  },
  {
    in: "github.com/jmoiron/sqlx",
    functions: "ConnectContext",
    argument: 1,
    means: "names driver",
  },
  {
    in: "github.com/jmoiron/sqlx",
    functions: "ConnectContext",
    argument: 2,
    means: "opens database",
  },

  { in: "go.etcd.io/bbolt", functions: "Open", argument: 0, means: "writes file" },
  { in: "github.com/boltdb/bolt", functions: "Open", argument: 0, means: "writes file" },
  { in: "github.com/timshannon/bolthold", functions: "Open", argument: 0, means: "writes file" },
  { in: "github.com/asdine/storm", functions: "Open", argument: 0, means: "writes file" },
  { in: "github.com/tidwall/buntdb", functions: "Open", argument: 0, means: "writes file" },
  {
    in: "github.com/dgraph-io/badger",
    functions: "DefaultOptions",
    argument: 0,
    means: "writes directory",
  },
  {
    in: "github.com/cockroachdb/pebble",
    functions: "Open",
    argument: 0,
    means: "writes directory",
  },
  {
    in: "github.com/syndtr/goleveldb/leveldb",
    functions: "OpenFile RecoverFile",
    argument: 0,
    means: "writes directory",
  },
  {
    in: "github.com/blevesearch/bleve",
    functions: "New NewUsing",
    argument: 0,
    means: "writes directory",
  },
  {
    in: "github.com/blevesearch/bleve",
    functions: "Open OpenUsing",
    argument: 0,
    means: "writes directory",
  },
  {
    in: "github.com/peterbourgon/diskv",
    literals: "Options",
    field: "BasePath",
    means: "writes directory",
  },

  { in: "github.com/robfig/cron", methods: "AddFunc AddJob", argument: 0, means: "schedules" },
  { in: "github.com/robfig/cron", functions: "ParseStandard", argument: 0, means: "schedules" },
  { in: "github.com/go-co-op/gocron", functions: "CronJob", argument: 0, means: "schedules" },
  {
    in: "github.com/go-co-op/gocron",
    methods: "Cron CronWithSeconds",
    argument: 0,
    means: "schedules",
  },
];
