import { expect, test, vi } from "vitest";
import { GO_CALLS } from "../../../src/core/facts/go-calls.ts";
import { parseHeader } from "../../../src/read/go-source/header.ts";
import { makeInterest } from "../../../src/read/go-source/interest.ts";
import { Folder } from "../../../src/read/go-source/fold.ts";
import { compileTable, matchesIn, valuesOf } from "../../../src/read/go-source/query.ts";
import { meanings, readProgram, short, wrap } from "./program.ts";

test.each([
  [["os"], 'os.ReadFile("a.json")', ["reads file: a.json"]],
  [["os"], 'os.ReadFile(\n\t\t"a" +\n\t\t\t".json",\n\t)', ["reads file: a.json"]],
  [["os"], 'os.OpenFile("a", os.O_CREATE|os.O_WRONLY, 0o644)', ["writes file: a"]],
  [["os"], 'os.OpenFile("a", os.O_RDONLY, 0)', ["reads file: a"]],
  [['o "os"'], 'o.Open("a")', ["reads file: a"]],
  [["os"], 'os := x{}\nos.Open("a")', []],
  [["os"], 'x.Open("a")', []],
  [["os"], '// os.Open("a")\nx := `os.Open("a")`', []],
  [["html/template"], 'template.Must(template.ParseFiles("a", "b"))', ["reads file: a | b"]],
  [["html/template"], 'template.New("x").ParseGlob("t/*.html")', ["reads glob: t/*.html"]],
  [
    ["html/template"],
    'template.New("x").Funcs(f).ParseGlob("t/*.html")',
    ["reads glob?: t/*.html"],
  ],
  [["html/template"], 'var t *template.Template\nt.ParseFiles("a")', ["reads file: a"]],
  [
    ["net/http"],
    'http.ListenAndServeTLS(":8443", "c.crt", "c.key", nil)',
    ["listens on address: :8443", "reads file: c.crt", "reads file: c.key"],
  ],
  [["net/http"], 'http.ListenAndServe(":80", nil)', ["listens on address: :80"]],
  [
    ["net/http"],
    's := &http.Server{Addr: ":80"}\ns.ListenAndServe()',
    ["listens", "listens on address: :80"],
  ],
  [["net/http"], "_ = http.Header{}\nvar r http.Request\n_ = http.StatusOK", []],
  [["net/http"], "http.Get(u)", ["dials out"]],
  [["net/http"], "c := http.DefaultClient", ["dials out"]],
  [["net/http"], "c := &http.Client{}", ["dials out", "dials out"]],
  [
    ["net/http"],
    'http.Handle("/", http.FileServer(http.Dir("public")))',
    ["serves path: /", "reads directory: public"],
  ],
  [
    ["net/http"],
    'm := http.NewServeMux()\nm.HandleFunc("GET /healthz", h)',
    ["serves path: GET /healthz"],
  ],
  [["net"], 'net.Listen("tcp", ":80")', ["listens on address: :80"]],
  [["os/exec"], 'exec.Command("git", "log")', ["executes: git"]],
  [["os/exec", "os"], "exec.Command(os.Args[0])", ["executes: …"]],
  [["os"], "os.UserHomeDir()", ["asks home"]],
  [["time"], 'time.LoadLocation("Asia/Tokyo")', ["loads zone: Asia/Tokyo"]],
  [
    ["database/sql"],
    'sql.Open("sqlite", "file:a.db")',
    ["names driver: sqlite", "opens database: file:a.db"],
  ],
  [["github.com/gin-gonic/gin"], 'r := gin.Default()\nr.Run(":80")', ["listens on address: :80"]],
  [["github.com/gin-gonic/gin"], "r := gin.Default()\nr.Run()", ["listens on address: :8080"]],
  [
    ["github.com/gin-gonic/gin"],
    'g := gin.New().Group("/x")\ng.Static("/s", "static")',
    ["reads directory?: static"],
  ],
  [["github.com/gin-gonic/gin"], 'x.Run(":80")', ["listens on address?: :80"]],
  [["github.com/gin-gonic/gin", "testing"], 'var t testing.T\nt.Run(":80")', []],
  [
    ["github.com/gofiber/fiber/v2", "github.com/gofiber/template/html/v2"],
    'app := fiber.New(fiber.Config{Views: html.New("./views", ".html")})\napp.Listen(":3000")',
    ["reads directory: ./views", "listens on address: :3000"],
  ],
  [
    ["github.com/labstack/echo/v4"],
    'e := echo.New()\ne.Static("/", "public")',
    ["reads directory: public"],
  ],
  [["google.golang.org/grpc"], "s := grpc.NewServer()\ns.Serve(l)", ["listens", "listens"]],
  [["github.com/pressly/goose/v3"], 'goose.Up(db, "migrations")', ["reads directory: migrations"]],
  [
    ["github.com/golang-migrate/migrate/v4"],
    'migrate.New("file://migrations", u)',
    ["reads source: file://migrations"],
  ],
  [["github.com/joho/godotenv"], "godotenv.Load()", ["reads file: .env"]],
  [['_ "github.com/joho/godotenv/autoload"'], "", ["reads file: .env"]],
  [["github.com/spf13/viper"], 'viper.SetConfigFile(".env")', ["reads file: .env"]],
  [
    ["github.com/spf13/viper"],
    'v := viper.New()\nv.AddConfigPath("etc")',
    ["reads directory: etc"],
  ],
  [
    ["gopkg.in/natefinch/lumberjack.v2"],
    '_ = &lumberjack.Logger{Filename: "a.log"}',
    ["writes file: a.log"],
  ],
  [
    ["github.com/robfig/cron/v3"],
    'c := cron.New()\nc.AddFunc("CRON_TZ=Asia/Tokyo 30 4 * * *", f)',
    ["schedules: CRON_TZ=Asia/Tokyo 30 4 * * *"],
  ],
  [["github.com/oschwald/geoip2-golang"], 'geoip2.Open("a.mmdb")', ["reads file: a.mmdb"]],
  [
    ['tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"'],
    "tgbotapi.NewBotAPI(t)",
    ["dials out"],
  ],
  [["github.com/aws/aws-sdk-go-v2/service/s3"], "s3.NewFromConfig(c)", ["dials out"]],
])("%j: %s", (imports, code, expected) => {
  const written = imports.map((one) => (one.includes('"') ? one : `"${one}"`));
  expect(meanings({ "main.go": wrap(code, written) })).toEqual(expected);
});

test("the fields of own structs, receivers and parameters tell what a method is called on", () => {
  const files = {
    "main.go":
      'package main\n\nfunc main() { newServer().run() }\nfunc (s *server) run() { s.app.Listen(addr) }\nfunc (s *server) other() { s.name.Listen("no") }\n',
    "server.go":
      'package main\n\nimport "github.com/gofiber/fiber/v2"\n\nconst addr = ":3000"\n\ntype server struct {\n\tapp *fiber.App\n\tname other\n}\n\ntype other struct{}\n\nfunc listen(a *fiber.App) { a.Listen(":1") }\n',
  };
  expect(meanings(files)).toEqual(["listens on address: :3000", "listens on address: :1"]);
});

test("what a struct embeds has its methods", () => {
  const code = 'type server struct {\n\t*echo.Echo\n}\n---s := &server{}\ns.Start(":80")';
  expect(meanings({ "main.go": wrap(code, ['"github.com/labstack/echo/v4"']) })).toEqual([
    "listens on address: :80",
  ]);
});

test("a manager of controllers listens where its options say", () => {
  const files = {
    "main.go": `package main

import (
	"flag"

	ctrl "sigs.k8s.io/controller-runtime"
	metrics "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
)

func main() {
	var probes string
	flag.StringVar(&probes, "probes", ":8081", "probes")
	flag.Parse()
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics:                metrics.Options{BindAddress: ":8443"},
		WebhookServer:          webhook.NewServer(webhook.Options{}),
		HealthProbeBindAddress: probes,
	})
	run(mgr, err)
}
`,
  };
  expect(meanings(files)).toEqual([
    "listens",
    "listens on address: :8081 <flag probes>",
    "listens on address: :8443",
    "listens on port: 9443",
  ]);
});

test("a bot that keeps its state beside itself", () => {
  const files = {
    "main.go": `package main

import (
	"log"
	"os"

	bolt "go.etcd.io/bbolt"
	"gopkg.in/telebot.v3"

	"example.org/app/internal/config"
)

func main() {
	db, err := bolt.Open(config.Load().DB, 0o600, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	bot, _ := telebot.NewBot(telebot.Settings{Token: os.Getenv("TOKEN")})
	bot.Start()
}
`,
    "internal/config/config.go": `package config

import (
	"os"
	"path/filepath"
)

type Config struct {
	DB string
}

func env(name, other string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return other
}

func Load() *Config {
	return &Config{DB: filepath.Join(env("DATA", "data"), "bot.db")}
}
`,
  };
  expect(meanings(files)).toEqual([
    "writes file: ${DATA}/bot.db <environment DATA> | data/bot.db <environment DATA>",
    "dials out",
  ]);
});

test("an exporter with a configuration file", () => {
  const files = {
    "main.go": `package main

import (
	"net/http"
	"os"

	"github.com/alecthomas/kingpin/v2"
)

var (
	configFile = kingpin.Flag("config.file", "Configuration.").Default("exporter.yml").ExistingFile()
	address    = kingpin.Flag("web.listen-address", "Address.").Default(":9999").Envar("LISTEN").String()
)

func main() {
	kingpin.Parse()
	raw, err := os.ReadFile(*configFile)
	use(raw, err)
	http.HandleFunc("/-/healthy", healthy)
	panic(http.ListenAndServe(*address, nil))
}
`,
  };
  expect(meanings(files)).toEqual([
    "reads file: exporter.yml <flag config.file>",
    "serves path: /-/healthy",
    "listens on address: :9999 <flag web.listen-address>",
  ]);
});

test("only files with a name of interest are worth reading", () => {
  const interest = makeInterest(compileTable(GO_CALLS));
  const told = (texts: readonly string[]): readonly boolean[] =>
    interest(texts.map((text) => ({ text, header: parseHeader(text) })));
  const os = 'package a\nimport "os"\n';
  expect(told([`${os}var x = os.Stdout`, `${os}var x = os.Open`])).toEqual([false, true]);
  expect(told(['package a\nimport "strings"\nvar x = y.Open()'])).toEqual([false]);
  expect(told([os, "package a\nvar x = y.ReadFile()"])).toEqual([false, true]);
  expect(told(['package a\nimport _ "github.com/joho/godotenv/autoload"'])).toEqual([true]);
});

test("files that nothing refers to are not read", () => {
  const { main, find } = readProgram({
    "a.go":
      'package main\nimport "os"\nfunc main() { name := "a"; os.Open(name); os.Open(other) }\n',
    "b.go": 'package main\nconst other = "b"\n',
  });
  const table = compileTable(GO_CALLS);
  const folder = new Folder(find);
  const [first, second] = matchesIn(main, table, find, [main.fileAt(0)]);
  const files = vi.spyOn(main, "files", "get");
  expect(first && short(valuesOf(first, folder))).toBe("a");
  expect(files).not.toHaveBeenCalled();
  expect(second && short(valuesOf(second, folder))).toBe("b");
});

test("every row of the table can be found: it has something to look for and a place in it", () => {
  for (const row of GO_CALLS) {
    const names = [row.functions, row.methods, row.literals, row.uses].filter(
      (one) => one !== undefined,
    );
    expect(names.length + (row.imported ? 1 : 0), JSON.stringify(row)).toBe(1);
    if (row.field !== undefined) expect(row.literals, JSON.stringify(row)).toBeDefined();
    if (row.argument !== undefined)
      expect(row.functions ?? row.methods, JSON.stringify(row)).toBeDefined();
    if (row.on !== undefined) expect(row.methods, JSON.stringify(row)).toBeDefined();
    expect(row.in, JSON.stringify(row)).not.toMatch(/\/v\d+(?:\/|$)|\.v\d+$/);
    for (const name of names.join(" ").split(" ").filter(Boolean))
      expect(name).toMatch(/^[A-Z]\w*$/);
  }
});
