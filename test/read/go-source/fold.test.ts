import { expect, test } from "vitest";
import { fold, short, wrap } from "./program.ts";

const STANDARD = ["cmp", "flag", "fmt", "net", "os", "path/filepath", "strconv"].map(
  (one) => `"${one}"`,
);

test.each([
  ['see("a")', "a"],
  ["see(`a\\b`)", "a\\b"],
  ["see(8080)", "8080"],
  ["see(0x1F_90)", "8080"],
  ['see("a" + "/b")', "a/b"],
  ['see(("a") + ("/" + "b"))', "a/b"],
  ['see("a" + x)', "…"],
  ["see(8080 * 2)", "…"],
  ['see("a" == "b")', "…"],
  ['const dir = "t"\n---see(dir + "/*.html")', "t/*.html"],
  ['const (\n\tone = "a"\n\ttwo\n)\n---see(two)', "a"],
  ["const (\n\tone = iota\n\ttwo\n)\n---see(two)", "…"],
  ['var a, b = "x", "y"\n---see(b)', "y"],
  ['var dir string = "t"\n---see(dir)', "t"],
  ['dir := "a"\nsee(dir)', "a"],
  ['dir, n := "a", 1\nsee(dir)', "a"],
  ['dir := "a"\nif x {\n\tdir = "b"\n}\nsee(dir)', "a | b"],
  ['dir := "a"\ndir = f()\nsee(dir)', "a | …"],
  ['dir := "a"\ndir += "b"\nsee(dir)', "a | …"],
  ['dir := "a"\nfill(&dir)\nsee(dir)', "a | …"],
  ['for _, dir := range []string{"a"} {\n\tsee(dir)\n}', "…"],
  ['var dir = "a"\nfunc other() { dir := "b"; use(dir) }\n---see(dir)', "a"],
  ['var dir = "a"\nfunc other() { dir = "b" }\n---see(dir)', "a | b"],
  ['var dir = "a"\nfunc other(dir string) { dir = "b" }\n---see(dir)', "a"],
  ["var a = b\nvar b = a\n---see(a)", ""],
  ['see(filepath.Join("a", "../b", "c.txt"))', "b/c.txt"],
  ['see(filepath.Join("/a", "/b/"))', "/a/b"],
  ['see(fmt.Sprintf(":%d", 8080))', ":8080"],
  ['see(fmt.Sprintf("%s/%v%%", "a", "b"))', "a/b%"],
  ['see(fmt.Sprintf("%5d", 8080))', "…"],
  ['see(":" + strconv.Itoa(8080))', ":8080"],
  ['see(net.JoinHostPort("::1", "80"))', "[::1]:80"],
  ['see(string("a"))', "a"],
  ['see(os.Getenv("PORT"))', "${PORT} <environment PORT>"],
  ['see(":" + os.Getenv("PORT"))', ":${PORT} <environment PORT>"],
  ["see(os.Getenv(name))", "…"],
  [
    'see(cmp.Or(os.Getenv("PORT"), "8080"))',
    "${PORT} <environment PORT> | 8080 <environment PORT>",
  ],
  [
    'port := os.Getenv("PORT")\nif port == "" {\n\tport = "8080"\n}\nsee(":" + port)',
    ":${PORT} <environment PORT> | :8080 <environment PORT>",
  ],
  [
    'port := "8080"\nif p, ok := os.LookupEnv("PORT"); ok {\n\tport = p\n}\nsee(port)',
    "8080 <environment PORT> | ${PORT} <environment PORT>",
  ],
  [
    'func path() string {\n\tif p := os.Getenv("CONFIG"); p != "" {\n\t\treturn p\n\t}\n\treturn "configs/default.json"\n}\n---see(path())',
    "${CONFIG} <environment CONFIG> | configs/default.json <environment CONFIG>",
  ],
  [
    'func env(key, other string) string {\n\tif v, ok := os.LookupEnv(key); ok {\n\t\treturn v\n\t}\n\treturn other\n}\n---see(env("PORT", "8080"))',
    "${PORT} <environment PORT> | 8080 <environment PORT>",
  ],
  ['func two() (string, error) {\n\treturn "a", nil\n}\n---x, err := two()\nsee(x)', "a"],
  ['func f() string {\n\tg := func() string { return "no" }\n\treturn "a"\n}\n---see(f())', "a"],
  ["func f(n int) string { return f(n) }\n---see(f(1))", "…"],
  ['func serve(addr string) {\n\tsee(addr)\n}\n---serve(":8080")', ":8080 | …"],
])("%s", (code, expected) =>
  expect(short(fold({ "main.go": wrap(code, STANDARD) }))).toBe(expected),
);

test.each([
  ['addr := flag.String("addr", ":8080", "x")\nsee(*addr)', ":8080 <flag addr>"],
  ['var addr string\nflag.StringVar(&addr, "addr", ":8080", "x")\nsee(addr)', ":8080 <flag addr>"],
  ['port := flag.Int("port", 8080, "x")\nsee(fmt.Sprintf(":%d", *port))', ":8080 <flag port>"],
  ['var addr = flag.String("addr", ":8080", "x")\n---see(*addr)', ":8080 <flag addr>"],
  [
    'addr := flag.String("addr", cmp.Or(os.Getenv("ADDR"), ":80"), "x")\nsee(*addr)',
    "${ADDR} <environment ADDR> | :80 <environment ADDR>",
  ],
  [
    'host := flag.String("address", "127.0.0.1", "x")\nport := flag.String("port", "80", "x")\nsee(net.JoinHostPort(*host, *port))',
    "127.0.0.1:80 <flag address>",
  ],
  [
    'type config struct{ Addr string }\nvar c config\n---flag.StringVar(&c.Addr, "addr", ":8080", "x")\nsee(c.Addr)',
    ":8080 <flag addr>",
  ],
  [
    'type a struct{ Addr string }\ntype b struct{ Addr string }\n---x := a{Addr: ":1"}\ny := b{Addr: ":2"}\nsee(x.Addr)',
    ":1",
  ],
  ['type config struct{ Addr string }\n---c := &config{Addr: ":8080"}\nsee(c.Addr)', ":8080"],
  [
    'type config struct{ Addr string }\nfunc load() *config { return &config{Addr: ":8080"} }\n---see(load().Addr)',
    ":8080",
  ],
  [
    'type server struct{ cfg config }\ntype config struct{ Addr string }\nfunc (s *server) run() { see(s.cfg.Addr) }\n---c := config{}\nc.Addr = ":80"',
    ":80",
  ],
  [
    'type config struct {\n\tPort string `env:"PORT" envDefault:"8080"`\n}\n---var c config\nsee(c.Port)',
    "8080 <environment PORT>",
  ],
  [
    'type config struct {\n\tPort int `envconfig:"PORT" default:"8080"`\n}\n---var c config\nsee(c.Port)',
    "8080 <environment PORT>",
  ],
  [
    'type config struct {\n\tPort int `env:"PORT,default=8080"`\n}\n---var c config\nsee(c.Port)',
    "8080 <environment PORT>",
  ],
  [
    'type cli struct {\n\tListenAddr string `help:"x" default:":8080"`\n}\n---var c cli\nsee(c.ListenAddr)',
    ":8080 <flag listen-addr>",
  ],
  ['type other struct{ Addr string }\n---c := f()\nx := other{Addr: "a"}\nsee(c.Addr)', "…"],
])("settings: %s", (code, expected) =>
  expect(short(fold({ "main.go": wrap(code, STANDARD) }))).toBe(expected),
);

test.each([
  [
    "github.com/spf13/pflag",
    'addr := pflag.StringP("addr", "a", ":80", "x")\nsee(*addr)',
    ":80 <flag addr>",
  ],
  [
    "github.com/spf13/cobra",
    'var addr string\nvar cmd = &cobra.Command{}\n---cmd.Flags().StringVarP(&addr, "addr", "a", ":80", "x")\nsee(addr)',
    ":80 <flag addr>",
  ],
  [
    "github.com/spf13/cobra",
    'var port int\nvar cmd = &cobra.Command{Run: func(c *cobra.Command, _ []string) { see(port) }}\nfunc init() { cmd.PersistentFlags().IntVar(&port, "port", 80, "x") }\n---',
    "80 <flag port>",
  ],
  [
    "github.com/alecthomas/kingpin/v2",
    'addr := kingpin.Flag("web.listen-address", "x").Default(":9115").String()\nsee(*addr)',
    ":9115 <flag web.listen-address>",
  ],
  [
    "gopkg.in/alecthomas/kingpin.v2",
    'var a string\nkingpin.Flag("addr", "x").Envar("ADDR").StringVar(&a)\nsee(a)',
    "${ADDR} <environment ADDR>",
  ],
  [
    "github.com/urfave/cli/v2",
    'app := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Value: ":80"}}, Action: func(c *cli.Context) error {\n\tsee(c.String("addr"))\n}}',
    ":80 <flag addr>",
  ],
  [
    "github.com/urfave/cli/v2",
    'var a string\napp := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Value: ":80", Destination: &a}}}\nsee(a)',
    ":80 <flag addr>",
  ],
  [
    "github.com/spf13/viper",
    'viper.SetDefault("Server.Port", 8080)\nsee(viper.GetString("server.port"))',
    "8080 <configuration server.port>",
  ],
])("flags of %s: %s", (path, code, expected) =>
  expect(short(fold({ "main.go": wrap(code, [`"${path}"`]) }))).toBe(expected),
);

test("constants, variables and functions of other packages of the repository are followed", () => {
  const files = {
    "main.go": wrap("see(config.Dir + other.Name())", [
      '"example.org/app/config"',
      'other "example.org/app/names"',
    ]),
    "config/config.go": 'package config\n\nconst Dir = base + "/"\n',
    "config/base.go": 'package config\n\nvar base = "etc"\n',
    "names/n.go": 'package nn\n\nfunc Name() string { return "a" }\n',
  };
  expect(short(fold(files))).toBe("etc/a");
});

test("values are bounded, and say so", () => {
  const assignments = Array.from({ length: 40 }, (_, index) => `x = "${index}"`).join("\n");
  const folded = fold({ "main.go": wrap(`x := ""\n${assignments}\nsee(x + x)`) });
  expect(folded.values).toHaveLength(16);
  expect(folded.complete).toBe(false);
});

test("a chain of calls without an end is given up", () => {
  const functions = Array.from(
    { length: 200 },
    (_, n) => `func f${n}() string { return f${n + 1}() + f${n + 1}() }`,
  );
  expect(short(fold({ "main.go": wrap(`${functions.join("\n")}\n---see(f0())`) }))).toBe("…");
});
