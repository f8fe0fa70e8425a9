import type { GoCallRow } from "../go-calls.ts";

const row = (path: string, functions: string): GoCallRow => ({
  in: path,
  functions,
  means: "dials out",
});

/**
 * Clients of services on the network, nearly all of which are reached by HTTPS, and packages that
 * start other programs. Checked 2026-11-25 against their documentation.
 */
export const NETWORK_CALLS: readonly GoCallRow[] = [
  row("github.com/go-resty/resty", "New NewWithClient"),
  row("resty.dev", "New NewWithClient"),
  row("github.com/hashicorp/go-retryablehttp", "NewClient Get Post NewRequest"),
  row("github.com/imroc/req", "C NewClient Get Post R"),
  row("github.com/hashicorp/go-cleanhttp", "DefaultClient DefaultPooledClient DefaultTransport"),
  row("github.com/levigross/grequests", "Get Post NewSession"),
  row("github.com/gocolly/colly", "NewCollector"),
  row("github.com/mmcdole/gofeed", "NewParser"),
  row("golang.org/x/oauth2", "NewClient"),
  row("golang.org/x/oauth2/google", "DefaultClient FindDefaultCredentials DefaultTokenSource"),
  { in: "golang.org/x/oauth2/clientcredentials", literals: "Config", means: "dials out" },
  row("github.com/coreos/go-oidc/oidc", "NewProvider"),
  row("github.com/google/go-github/github", "NewClient NewEnterpriseClient"),
  row("github.com/xanzy/go-gitlab", "NewClient"),
  row("gitlab.com/gitlab-org/api/client-go", "NewClient"),
  row("code.gitea.io/sdk/gitea", "NewClient"),

  row("github.com/aws/aws-sdk-go/aws/session", "New NewSession NewSessionWithOptions Must"),
  row("github.com/aws/aws-sdk-go-v2/config", "LoadDefaultConfig"),
  row("github.com/aws/aws-sdk-go-v2/service/...", "New NewFromConfig"),
  row("cloud.google.com/go/...", "NewClient NewRESTClient"),
  row("google.golang.org/api/...", "NewService New"),
  row(
    "github.com/Azure/azure-sdk-for-go/sdk/azidentity",
    "NewDefaultAzureCredential NewClientSecretCredential",
  ),
  row("github.com/minio/minio-go", "New"),
  row("github.com/cloudflare/cloudflare-go", "New NewWithAPIToken NewClient"),
  row("github.com/digitalocean/godo", "NewClient NewFromToken New"),
  row("github.com/hetznercloud/hcloud-go/hcloud", "NewClient"),
  row("github.com/hashicorp/vault/api", "NewClient"),
  row("firebase.google.com/go", "NewApp"),
  row("github.com/getsentry/sentry-go", "Init NewClient"),
  row("github.com/stripe/stripe-go/...", "New NewClient"),
  row("github.com/twilio/twilio-go", "NewRestClient NewRestClientWithParams"),
  row("github.com/sashabaranov/go-openai", "NewClient NewClientWithConfig"),
  row("github.com/openai/openai-go", "NewClient"),
  row("github.com/anthropics/anthropic-sdk-go", "NewClient"),
  row("github.com/go-acme/lego/lego", "NewClient"),
  row("github.com/caddyserver/certmagic", "HTTPS TLS Listen NewDefault"),

  row("github.com/go-telegram-bot-api/telegram-bot-api", "NewBotAPI NewBotAPIWithClient"),
  row("github.com/go-telegram/bot", "New"),
  row("gopkg.in/telebot", "NewBot"),
  row("github.com/bwmarrin/discordgo", "New"),
  row("github.com/disgoorg/disgo", "New"),
  row("github.com/slack-go/slack", "New PostWebhook"),
  row("maunium.net/go/mautrix", "NewClient"),
  row("github.com/mattermost/mattermost/server/public/model", "NewAPIv4Client"),

  row("gopkg.in/gomail", "NewDialer NewPlainDialer"),
  row("github.com/go-mail/mail", "NewDialer"),
  row("github.com/wneessen/go-mail", "NewClient"),
  row("github.com/sendgrid/sendgrid-go", "NewSendClient"),
  row("github.com/mailgun/mailgun-go", "NewMailgun"),
  row("github.com/emersion/go-imap/client", "DialTLS DialWithDialerTLS"),
  row("github.com/emersion/go-imap/imapclient", "DialTLS DialStartTLS"),

  {
    in: "github.com/IBM/sarama",
    functions: "NewClient NewSyncProducer NewAsyncProducer NewConsumer NewConsumerGroup",
    means: "connects",
  },
  {
    in: "github.com/segmentio/kafka-go",
    functions: "NewReader NewWriter Dial DialLeader",
    means: "connects",
  },
  { in: "github.com/twmb/franz-go/pkg/kgo", functions: "NewClient", means: "connects" },
  { in: "go.mongodb.org/mongo-driver/mongo", functions: "Connect", means: "connects" },
  {
    in: "github.com/redis/go-redis",
    functions: "NewClient NewUniversalClient NewClusterClient",
    means: "connects",
  },
  {
    in: "github.com/go-redis/redis",
    functions: "NewClient NewUniversalClient NewClusterClient",
    means: "connects",
  },
  { in: "github.com/nats-io/nats.go", functions: "Connect", means: "connects" },
  { in: "github.com/rabbitmq/amqp091-go", functions: "Dial", means: "connects" },
  { in: "github.com/rabbitmq/amqp091-go", functions: "DialTLS", means: "dials out" },
  { in: "github.com/eclipse/paho.mqtt.golang", functions: "NewClient", means: "connects" },
  { in: "github.com/jackc/pgx", functions: "Connect", means: "connects" },
  { in: "github.com/jackc/pgx/pgxpool", functions: "New NewWithConfig", means: "connects" },
  { in: "github.com/gorilla/websocket", uses: "DefaultDialer", means: "dials out" },
  { in: "github.com/gorilla/websocket", literals: "Dialer", means: "dials out" },
  { in: "github.com/coder/websocket", functions: "Dial", means: "dials out" },
  { in: "nhooyr.io/websocket", functions: "Dial", means: "dials out" },

  // Which browser is looked for: one of several names.
  {
    in: "github.com/chromedp/chromedp",
    functions: "NewContext NewExecAllocator",
    means: "executes",
  },
  { in: "github.com/go-rod/rod/lib/launcher", functions: "New NewUserMode", means: "executes" },
  {
    in: "github.com/playwright-community/playwright-go",
    functions: "Run Install",
    means: "executes",
  },
  {
    in: "github.com/u2takey/ffmpeg-go",
    functions: "Input Probe",
    absent: "ffmpeg",
    means: "executes",
  },
];
