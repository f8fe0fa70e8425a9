import type { GoCallRow } from "../go-calls.ts";

const VIPER = "github.com/spf13/viper";
const GOOSE = "github.com/pressly/goose";
const MIGRATE = "github.com/golang-migrate/migrate";

/**
 * Packages that read configurations and migrations, or write logs. Checked 2026-11-25 against their
 * documentation.
 */
export const FILE_CALLS: readonly GoCallRow[] = [
  { in: VIPER, functions: "SetConfigFile", argument: 0, means: "reads file" },
  { in: VIPER, methods: "SetConfigFile", argument: 0, means: "reads file" },
  { in: VIPER, functions: "SetConfigName", argument: 0, means: "reads configuration" },
  { in: VIPER, methods: "SetConfigName", argument: 0, means: "reads configuration" },
  { in: VIPER, functions: "AddConfigPath", argument: 0, means: "reads directory" },
  { in: VIPER, methods: "AddConfigPath", argument: 0, means: "reads directory" },
  // Without an argument these take .env.
  {
    in: "github.com/joho/godotenv",
    functions: "Load Overload Read",
    argument: "all",
    absent: ".env",
    means: "reads file",
  },
  { in: "github.com/joho/godotenv/autoload", imported: true, absent: ".env", means: "reads file" },
  {
    in: "github.com/subosito/gotenv",
    functions: "Load OverLoad",
    argument: "all",
    absent: ".env",
    means: "reads file",
  },
  {
    in: "github.com/ilyakaznacheev/cleanenv",
    functions: "ReadConfig",
    argument: 0,
    means: "reads file",
  },
  { in: "github.com/BurntSushi/toml", functions: "DecodeFile", argument: 0, means: "reads file" },
  {
    in: "github.com/knadh/koanf/providers/file",
    functions: "Provider",
    argument: 0,
    means: "reads file",
  },
  { in: "gopkg.in/ini", functions: "Load", argument: 0, means: "reads file" },
  {
    in: "github.com/nicksnyder/go-i18n/i18n",
    methods: "LoadMessageFile MustLoadMessageFile",
    argument: 0,
    means: "reads file",
  },

  {
    in: GOOSE,
    functions: "Up UpTo UpByOne Down DownTo Status Reset Redo Version",
    argument: 1,
    means: "reads directory",
  },
  {
    in: GOOSE,
    functions: "UpContext DownContext StatusContext",
    argument: 2,
    means: "reads directory",
  },
  { in: GOOSE, functions: "Run", argument: 2, means: "reads directory" },
  { in: GOOSE, functions: "RunContext", argument: 3, means: "reads directory" },
  { in: MIGRATE, functions: "New NewWithDatabaseInstance", argument: 0, means: "reads source" },
  {
    in: "github.com/rubenv/sql-migrate",
    literals: "FileMigrationSource",
    field: "Dir",
    means: "reads directory",
  },

  { in: "github.com/oschwald/geoip2-golang", functions: "Open", argument: 0, means: "reads file" },
  {
    in: "github.com/oschwald/maxminddb-golang",
    functions: "Open",
    argument: 0,
    means: "reads file",
  },
  {
    in: "github.com/ip2location/ip2location-go",
    functions: "OpenDB",
    argument: 0,
    means: "reads file",
  },
  {
    in: "github.com/casbin/casbin",
    functions: "NewEnforcer",
    argument: "all",
    means: "reads file",
  },
  { in: "github.com/xuri/excelize", functions: "OpenFile", argument: 0, means: "reads file" },

  {
    in: "gopkg.in/natefinch/lumberjack",
    literals: "Logger",
    field: "Filename",
    means: "writes file",
  },
  {
    in: "github.com/natefinch/lumberjack",
    literals: "Logger",
    field: "Filename",
    means: "writes file",
  },
  {
    in: "github.com/lestrrat-go/file-rotatelogs",
    functions: "New",
    argument: 0,
    means: "writes file",
  },
  { in: "go.uber.org/zap", functions: "Open", argument: "all", means: "writes file" },
];
