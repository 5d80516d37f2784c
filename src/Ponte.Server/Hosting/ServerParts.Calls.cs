using Ponte.Server.Journal;
using Ponte.Server.Live;
using Ponte.Server.Metrics;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Trace;

namespace Ponte.Server.Hosting;

/// <content>What is kept of calls.</content>
internal sealed partial class ServerParts
{
    private static readonly TimeSpan TraceDelay = TimeSpan.FromMilliseconds(50);

    private CallKeeping CallsIn(
        DataFolder folder,
        PonteDatabase database,
        ServerSettings settings,
        ILoggerFactory loggers,
        TimeProvider time
    )
    {
        var metrics = Owned(new ServerMetrics());
        var journal = Owned(new CallJournal(OpenJournal(folder.Journal), time, metrics, loggers.CreateLogger<CallJournal>()));
        var registrations = Owned(
            new RegistrationJournal(OpenJournal(folder.Registrations), time, metrics, loggers.CreateLogger<RegistrationJournal>())
        );

        var eventLog = loggers.CreateLogger<EventWriter>();
        var history = HistoryStart.Begin(database, journal.Found, ServerHost.Version, time.GetUtcNow(), eventLog);
        var live = LiveOf(history, metrics);
        Owned(() => HistoryStart.End(database, history.Run, time.GetUtcNow()));
        var events = Owned(new EventWriter(database, history, new EventWriterOptions(), time, metrics, eventLog));
        var files = new TraceFiles(DataFolder.TraceIn(folder.FolderPath), TraceFileLimits.Of(settings.Trace));
        var trace = settings.Trace.Enabled
            ? Owned(new TraceWriter(files, settings.Trace.KeepOptions, TraceDelay, time, metrics, loggers.CreateLogger<TraceWriter>()))
            : null;
        return new CallKeeping(journal, registrations, live, events, files, trace);
    }

    private static LiveCalls LiveOf(HistoryStart history, ServerMetrics metrics)
    {
        var live = new LiveCalls(metrics);
        foreach (var call in history.Calls.Views)
        {
            live.Restore(call);
        }
        return live;
    }

    private static JournalFile OpenJournal(string path)
    {
        try
        {
            return new JournalFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"journal {path} cannot be read or written ({e.Message}); let the account that runs ponte read and write it",
                e
            );
        }
    }
}
