using System.Text.Json;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Directories;
using Ponte.Pbx.People;
using Ponte.Pbx.Prompts;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Calendars;
using Ponte.Server.Directories;
using Ponte.Server.Live;
using Ponte.Server.Mail;
using Ponte.Server.Metrics;
using Ponte.Server.Recordings;
using Ponte.Server.Settings;
using Ponte.Server.Speech;
using Ponte.Server.Storage;
using Ponte.Server.Web;
using Ponte.Server.Web.Accounts;
using Ponte.Server.Web.Audit;
using Ponte.Server.Web.Live;

namespace Ponte.Server.Hosting;

/// <summary>The parts of a server under the web host, opened in order and closed the other way round.</summary>
internal sealed partial class ServerParts : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> _close = new();
    private readonly ILogger _log;
    private AdminApi _admin = null!;
    private ContactsApi _contacts = null!;
    private FlowsApi _flows = null!;
    private CalendarsApi _calendars = null!;
    private AccountsApi _accounts = null!;
    private MailApi _mails = null!;
    private RecordingsApi _recordings = null!;
    private ConferencesApi _conferences = null!;
    private VoicemailApi _voicemail = null!;
    private RecordingService _recordingFiles = null!;
    private DocumentService _documents = null!;
    private Func<LiveFeeds, WebParts> _webParts = null!;
    private string? _setup;

    private ServerParts(ILogger log) => _log = log;

    /// <summary>SIP, media, calls and company.</summary>
    public ITelephony Telephony { get; private set; } = null!;

    /// <summary>How the server is.</summary>
    public ServerState State { get; private set; } = null!;

    /// <summary>Opens everything that calls need around them, and puts the stored document in force.</summary>
    /// <exception cref="StartException">Something cannot be used; what was opened is closed again.</exception>
    public static async Task<ServerParts> OpenAsync(
        ServerSettings settings,
        Func<TelephonyContext, ITelephony> createTelephony,
        ILoggerFactory loggers,
        TimeProvider time
    )
    {
        var parts = new ServerParts(loggers.CreateLogger<ServerHost>());
        try
        {
            parts.OpenAll(settings, createTelephony, loggers, time);
            return parts;
        }
        catch (StorageException e)
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            throw new StartException(e.Message, e);
        }
        catch
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds the paths of the admin socket and of HTTP.</summary>
    public void Map(WebApplication web, HttpSettings? http)
    {
        web.Use(
            (context, next) =>
            {
                // Only unix sockets have no address: what the admin may do, nobody else may.
                var isAdmin = context.Connection.LocalIpAddress is null;
                if (!isAdmin && context.Request.Path.StartsWithSegments(AdminPaths.Root, StringComparison.OrdinalIgnoreCase))
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }
                return next(context);
            }
        );
        web.MapGet("/health", HealthAsync);
        web.MapPrometheusScrapingEndpoint();
        _admin.Map(web);
        _contacts.Map(web);
        _flows.Map(web);
        _calendars.Map(web);
        _recordings.Map(web);
        _conferences.Map(web);
        _voicemail.Map(web);
        _accounts.Map(web);
        _mails.Map(web);
        if (http is not null)
        {
            MapPages(web, http);
        }
    }

    private void MapPages(WebApplication web, HttpSettings http)
    {
        var feed = web.Services.GetRequiredService<LiveFeeds>();
        WebSetup.Map(web, _webParts(feed), http);
        _log.Serves(http.Url);
        if (_setup is { } word)
        {
            _log.NeedsSetup($"{http.Url}/setup?token={word}");
        }
    }

    /// <summary>Closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_close.TryPop(out var close))
        {
            await close().ConfigureAwait(false);
        }
    }

    private void OpenAll(
        ServerSettings settings,
        Func<TelephonyContext, ITelephony> createTelephony,
        ILoggerFactory loggers,
        TimeProvider time
    )
    {
        var now = time.GetUtcNow();
        var folder = Owned(DataFolder.Open(settings.DataFolder));
        CheckCertificate(settings, now);
        var database = PonteDatabase.Open(folder.FolderPath, now, loggers.CreateLogger<PonteDatabase>());
        var kept = CallsIn(folder, database, settings, loggers, time);
        var books = new LocalBooks();
        var people = Owned(new PersonBook(new PersonStore(database, time, loggers.CreateLogger<PersonStore>())));
        var callBacks = new CallBackStore(database, loggers.CreateLogger<CallBackStore>());
        var switches = Owned(new SwitchBook(new SwitchStore(database, time, loggers.CreateLogger<SwitchStore>())));
        var prompts = Owned(PromptsIn(folder, settings, loggers, time));
        var keys = new RecordingKeys(settings.Recording.KeyFile);
        var feedBook = new FeedBook();
        var hub = new CallEventHub(kept.Live, Owned(new CallMetrics()), kept.Events);
        var mail = Owned(MailIn(database, settings, loggers, time));
        var voicemail = VoicemailIn(folder, keys, settings, loggers, time);
        Voicemail = Owned(VoicemailOf(voicemail, mail, database, loggers, time));
        var context = new TelephonyContext(
            settings,
            hub,
            kept.Trace,
            kept.Journal,
            kept.Registrations,
            people,
            callBacks,
            switches,
            feedBook,
            prompts,
            books,
            loggers,
            time
        )
        {
            Mail = mail,
            Voicemail = voicemail,
            Recordings = PlacesIn(folder, keys, settings, prompts, time),
        };
        Telephony = Owned(createTelephony(context));
        _documents = Owned(Documents(database, folder, settings, prompts, time));
        State = new ServerState(ServerHost.Version, now, Telephony, _documents, kept, mail, Voicemail);
        OpenKept(database, folder, keys, loggers, time);
        var calls = new CallHistory(new HistoryQueries(database), kept.Files, kept.Events, kept.Trace, kept.Live);
        OpenApis(context, database, folder, calls, kept.Live);
        _mails = new MailApi(mail);
        LoadDocument();
        mail.Start();
    }

    private void OpenApis(TelephonyContext context, PonteDatabase database, DataFolder folder, CallHistory calls, LiveCalls live)
    {
        var (loggers, time) = (context.Loggers, context.Time);
        var feeds = Owned(FeedsIn(folder, context.Feeds, loggers, time));
        var contacts = Owned(ContactsIn(folder, database, context.Books, loggers, time));
        var accounts = new AccountBook(new AccountStore(database), time);
        var setup = new SetupToken();
        _setup = accounts.IsEmpty ? setup.Make() : null;
        _admin = new AdminApi(State, _documents, Telephony, calls);
        _conferences = new ConferencesApi(Telephony, _documents, live, new AuditLog(database, time));
        _contacts = new ContactsApi(contacts, Telephony);
        _flows = new FlowsApi(_documents, context.Switches, context.Feeds);
        _calendars = new CalendarsApi(_documents, context.Switches, context.Feeds, feeds);
        _accounts = new AccountsApi(accounts);
        _webParts = feed => new WebParts
        {
            Accounts = accounts,
            Guard = new SignInGuard(time),
            Setup = setup,
            Audit = new AuditLog(database, time),
            State = State,
            Telephony = Telephony,
            Documents = _documents,
            Versions = new DocumentStore(database),
            History = calls,
            Calls = live,
            People = context.People,
            Switches = context.Switches,
            FeedDays = context.Feeds,
            Feeds = feeds,
            Contacts = contacts,
            Recordings = _recordingFiles,
            Voicemail = Voicemail,
            Feed = feed,
            Json = WebSetup.MakeJson(),
            Time = time,
        };
        feeds.Start();
    }

    private PromptFiles PromptsIn(DataFolder folder, ServerSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        ISpeechEngine? engine = settings.Speech is { } service
            ? Owned(new HttpSpeechEngine(service, settings.Tls?.TrustAnchors ?? "", time))
            : EspeakEngine.Find(Environment.GetEnvironmentVariable("PATH"), time);
        return new PromptFiles(folder.Prompts, engine, loggers.CreateLogger<PromptFiles>())
        {
            Supplied = Path.Combine(AppContext.BaseDirectory, "prompts"),
        };
    }

    private static MailOutbox MailIn(PonteDatabase database, ServerSettings settings, ILoggerFactory loggers, TimeProvider time) =>
        new(
            settings.Mail,
            new MailStore(database),
            settings.Mail is { } server ? new SmtpSender(server, settings.Tls?.TrustAnchors ?? "") : null,
            new MailOutboxOptions(),
            time,
            loggers.CreateLogger<MailOutbox>()
        );

    private CalendarFeeds FeedsIn(DataFolder folder, FeedBook book, ILoggerFactory loggers, TimeProvider time)
    {
        var secrets = new Secrets(folder.FolderPath, _log);
        var log = loggers.CreateLogger<CalendarFeeds>();
        var feeds = new CalendarFeeds(book, folder.Calendars, secrets.Fetch, () => _documents.Current?.Document, time, log);
        _documents.Changed += feeds.Ask;
        return feeds;
    }

    private ContactService ContactsIn(
        DataFolder folder,
        PonteDatabase database,
        LocalBooks books,
        ILoggerFactory loggers,
        TimeProvider time
    ) =>
        new(
            new ContactStore(database),
            books,
            folder.FolderPath,
            () => _documents.Current?.Document,
            time,
            loggers.CreateLogger<ContactService>()
        );

    private DocumentService Documents(
        PonteDatabase database,
        DataFolder folder,
        ServerSettings settings,
        PromptFiles prompts,
        TimeProvider time
    ) => new(new DocumentStore(database), settings.Tls, prompts, DataFolder.MusicIn(folder.FolderPath), Telephony.Apply, time);

    private void LoadDocument()
    {
        _documents.Load();
        if (_documents.Current is { } current)
        {
            _log.DocumentInForce(current.Version);
        }
        else
        {
            _log.NoDocument();
        }
    }

    private void CheckCertificate(ServerSettings settings, DateTimeOffset now)
    {
        if (settings.Tls is not { } tls)
        {
            return;
        }
        var (errors, warnings) = OwnCertificateCheck.Run(tls, [], now);
        foreach (var warning in warnings)
        {
            _log.Certificate(warning.ToString());
        }
        if (errors.Count > 0)
        {
            throw new StartException([.. errors.Select(e => e.ToString())]);
        }
    }

    private Task HealthAsync(HttpContext context)
    {
        var health = State.Read();
        context.Response.StatusCode = health.State == HealthState.Down ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, health, ApiJson.Default.HealthReply, context.RequestAborted);
    }

    private T Owned<T>(T part)
        where T : class
    {
        _close.Push(
            part switch
            {
                IAsyncDisposable asynchronous => asynchronous.DisposeAsync,
                IDisposable disposable => () =>
                {
                    disposable.Dispose();
                    return ValueTask.CompletedTask;
                },
                _ => throw new ArgumentException("There is nothing to close.", nameof(part)),
            }
        );
        return part;
    }

    private void Owned(Action close) =>
        _close.Push(() =>
        {
            close();
            return ValueTask.CompletedTask;
        });
}
