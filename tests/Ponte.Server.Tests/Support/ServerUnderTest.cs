using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Server.Hosting;
using Ponte.Server.Settings;

namespace Ponte.Server.Tests.Support;

/// <summary>The real server with fake telephony on a folder of its own, and its command line.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly ServerHost _host;
    private readonly bool _ownsFolder;

    private ServerUnderTest(ServerHost host, FakeTelephony telephony, TestFolder folder, bool ownsFolder)
    {
        (_host, Telephony, Folder, _ownsFolder) = (host, telephony, folder, ownsFolder);
    }

    public FakeTelephony Telephony { get; }

    public TestFolder Folder { get; }

    public ServerState State => _host.State;

    public static async Task<ServerUnderTest> StartAsync(TestFolder? folder = null, params string[] set)
    {
        var place = folder ?? new TestFolder();
        FakeTelephony? telephony = null;
        var settings = SettingsFor(place, set);
        var host = await ServerHost.StartAsync(
            settings,
            context => telephony = new FakeTelephony(context),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return new ServerUnderTest(host, telephony!, place, folder is null);
    }

    public static ServerSettings SettingsFor(TestFolder folder, params string[] set)
    {
        var input = new SettingsInput
        {
            DataFolder = folder.Path,
            Overrides =
            [
                "Sip:Listeners:lan:Transport=udp",
                "Sip:Listeners:lan:Address=127.0.0.1:5060",
                "Http:Address=off",
                "Logging:LogLevel:Default=None",
                .. set,
            ],
            Environment = ImmutableDictionary<string, string>.Empty,
            CurrentFolder = folder.Path,
        };
        var result = SettingsReader.Read(SettingsSources.Load(input));
        result.Errors.Should().BeEmpty();
        return result.Settings!;
    }

    public void Publish(IEnumerable<CallEvent> events)
    {
        foreach (var callEvent in events)
        {
            Telephony.Context.Events.Publish(callEvent);
        }
    }

    public Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.Of([.. arguments, "--data", Folder.Path], Folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_ownsFolder)
        {
            Folder.Dispose();
        }
    }
}
