import type { GoCallRow } from "../go-calls.ts";

const GIN = "github.com/gin-gonic/gin";
const ECHO = "github.com/labstack/echo";
const FIBER = "github.com/gofiber/fiber";
const CHI = "github.com/go-chi/chi";
const MUX = "github.com/gorilla/mux";
const FASTHTTP = "github.com/valyala/fasthttp";
const IRIS = "github.com/kataras/iris";
const BEEGO = "github.com/beego/beego/server/web";
const CONTROLLER = "sigs.k8s.io/controller-runtime";

/**
 * Frameworks that serve HTTP, gRPC and the like. Checked 2026-11-25 against their documentation.
 */
export const WEB_CALLS: readonly GoCallRow[] = [
  // Without an argument gin takes PORT, or 8080.
  { in: GIN, methods: "Run", argument: 0, absent: ":8080", means: "listens on address" },
  { in: GIN, methods: "RunTLS", argument: 0, means: "listens on address" },
  { in: GIN, methods: "RunTLS", argument: 1, means: "reads file" },
  { in: GIN, methods: "RunTLS", argument: 2, means: "reads file" },
  { in: GIN, methods: "RunListener RunUnix RunFd RunQUIC", means: "listens" },
  { in: GIN, methods: "LoadHTMLGlob", argument: 0, means: "reads glob" },
  { in: GIN, methods: "LoadHTMLFiles", argument: "all", means: "reads file" },
  { in: GIN, methods: "Static", argument: 1, means: "reads directory" },
  { in: GIN, methods: "StaticFile", argument: 1, means: "reads file" },
  { in: GIN, methods: "File", on: "Context", argument: 0, means: "reads file" },
  { in: GIN, functions: "Dir", argument: 0, means: "reads directory" },
  { in: GIN, methods: "GET HEAD Any", argument: 0, means: "serves path" },
  {
    in: "github.com/gin-contrib/static",
    functions: "LocalFile",
    argument: 0,
    means: "reads directory",
  },

  { in: ECHO, methods: "Start StartH2CServer", argument: 0, means: "listens on address" },
  { in: ECHO, methods: "StartTLS StartAutoTLS", argument: 0, means: "listens on address" },
  { in: ECHO, methods: "StartServer", means: "listens" },
  { in: ECHO, methods: "Static", argument: 1, means: "reads directory" },
  { in: ECHO, methods: "File", on: "Echo New", argument: 1, means: "reads file" },
  { in: ECHO, methods: "File", on: "Context", argument: 0, means: "reads file" },
  { in: ECHO, methods: "GET HEAD Any", argument: 0, means: "serves path" },
  { in: `${ECHO}/middleware`, functions: "Static", argument: 0, means: "reads directory" },
  { in: `${ECHO}/middleware`, literals: "StaticConfig", field: "Root", means: "reads directory" },

  { in: FIBER, methods: "Listen ListenTLS", argument: 0, means: "listens on address" },
  { in: FIBER, methods: "ListenTLS", argument: 1, means: "reads file" },
  { in: FIBER, methods: "ListenTLS", argument: 2, means: "reads file" },
  { in: FIBER, methods: "Listener", means: "listens" },
  { in: FIBER, methods: "Static", argument: 1, means: "reads directory" },
  { in: FIBER, methods: "SendFile", argument: 0, means: "reads file" },
  { in: FIBER, methods: "Get Head All", argument: 0, means: "serves path" },
  { in: `${FIBER}/middleware/static`, functions: "New", argument: 0, means: "reads directory" },
  {
    in: "github.com/gofiber/template/...",
    functions: "New",
    argument: 0,
    means: "reads directory",
  },

  { in: CHI, methods: "Get Head Handle HandleFunc", argument: 0, means: "serves path" },
  { in: `${CHI}/middleware`, functions: "Heartbeat", argument: 0, means: "serves path" },
  { in: MUX, methods: "Handle HandleFunc", argument: 0, means: "serves path" },
  {
    in: "github.com/julienschmidt/httprouter",
    methods: "GET HEAD",
    argument: 0,
    means: "serves path",
  },
  {
    in: "github.com/julienschmidt/httprouter",
    methods: "Handler HandlerFunc",
    argument: 1,
    means: "serves path",
  },

  {
    in: FASTHTTP,
    functions: "ListenAndServe ListenAndServeTLS",
    argument: 0,
    means: "listens on address",
  },
  {
    in: FASTHTTP,
    methods: "ListenAndServe ListenAndServeTLS",
    argument: 0,
    means: "listens on address",
  },
  { in: FASTHTTP, functions: "ListenAndServeTLS", argument: 1, means: "reads file" },
  { in: FASTHTTP, functions: "ListenAndServeTLS", argument: 2, means: "reads file" },
  { in: FASTHTTP, functions: "Serve", means: "listens" },
  { in: FASTHTTP, methods: "Serve", on: "Server", means: "listens" },
  { in: FASTHTTP, functions: "FSHandler", argument: 0, means: "reads directory" },
  { in: FASTHTTP, literals: "FS", field: "Root", means: "reads directory" },
  { in: FASTHTTP, functions: "ServeFile", argument: 1, means: "reads file" },
  { in: FASTHTTP, functions: "Get Post Do DoTimeout", means: "dials out" },
  { in: FASTHTTP, literals: "Client HostClient", means: "dials out" },

  { in: IRIS, methods: "Listen", argument: 0, means: "listens on address" },
  { in: IRIS, functions: "Addr", argument: 0, means: "listens on address" },
  { in: IRIS, functions: "HTML", argument: 0, means: "reads directory" },
  { in: IRIS, methods: "HandleDir", argument: 1, means: "reads directory" },
  { in: BEEGO, functions: "Run", argument: 0, absent: ":8080", means: "listens on address" },
  { in: BEEGO, functions: "SetStaticPath", argument: 1, means: "reads directory" },
  {
    in: "github.com/unrolled/render",
    literals: "Options",
    field: "Directory",
    means: "reads directory",
  },
  { in: "github.com/flosch/pongo2", functions: "FromFile", argument: 0, means: "reads file" },

  { in: "google.golang.org/grpc", functions: "NewServer", means: "listens" },
  { in: "google.golang.org/grpc", methods: "Serve", on: "Server NewServer", means: "listens" },
  { in: "google.golang.org/grpc", functions: "Dial DialContext NewClient", means: "connects" },
  {
    in: "google.golang.org/grpc/credentials",
    functions: "NewServerTLSFromFile",
    argument: 0,
    means: "reads file",
  },
  {
    in: "google.golang.org/grpc/credentials",
    functions: "NewServerTLSFromFile",
    argument: 1,
    means: "reads file",
  },
  {
    in: "google.golang.org/grpc/credentials",
    functions: "NewClientTLSFromFile",
    argument: 0,
    means: "reads file",
  },
  {
    in: "google.golang.org/grpc/credentials",
    functions: "NewClientTLSFromCert",
    means: "dials out",
  },

  // The manager asks the Kubernetes API, whose certificate is not one of the system's.
  { in: CONTROLLER, functions: "NewManager", means: "listens" },
  {
    in: CONTROLLER,
    literals: "Options",
    field: "HealthProbeBindAddress",
    means: "listens on address",
  },
  { in: CONTROLLER, literals: "Options", field: "MetricsBindAddress", means: "listens on address" },
  {
    in: `${CONTROLLER}/pkg/manager`,
    literals: "Options",
    field: "HealthProbeBindAddress",
    means: "listens on address",
  },
  {
    in: `${CONTROLLER}/pkg/metrics/server`,
    literals: "Options",
    field: "BindAddress",
    absent: ":8080",
    means: "listens on address",
  },
  {
    in: `${CONTROLLER}/pkg/webhook`,
    literals: "Options",
    field: "Port",
    absent: "9443",
    means: "listens on port",
  },

  { in: "golang.org/x/crypto/acme/autocert", functions: "NewListener", means: "listens" },
  {
    in: "golang.org/x/crypto/acme/autocert",
    functions: "DirCache",
    argument: 0,
    means: "writes directory",
  },
  { in: "golang.org/x/crypto/acme/autocert", literals: "Manager", means: "dials out" },
  { in: "github.com/miekg/dns", literals: "Server", field: "Addr", means: "listens on address" },
  {
    in: "github.com/miekg/dns",
    functions: "ListenAndServe",
    argument: 0,
    means: "listens on address",
  },
  {
    in: "github.com/gliderlabs/ssh",
    functions: "ListenAndServe",
    argument: 0,
    means: "listens on address",
  },
  {
    in: "github.com/prometheus/exporter-toolkit/web",
    functions: "ListenAndServe Serve",
    means: "listens",
  },
];
