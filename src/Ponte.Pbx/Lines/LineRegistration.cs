using Microsoft.Extensions.Logging;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Lines;

/// <summary>Keeps a line registered with its carrier as long as its settings stand.</summary>
internal sealed partial class LineRegistration : IAsyncDisposable
{
    private readonly string _line;
    private readonly LineState _state;
    private readonly MonitorTools _tools;
    private readonly RegistrationClient? _client;

    public LineRegistration(string line, RegisterSettings register, LineState state, PbxSettings settings, MonitorTools tools)
    {
        _line = line;
        _state = state;
        _tools = tools;
        if (settings.Secret(register.Password) is not { } password)
        {
            Note(
                new RegistrationStatus(
                    RegistrationHealth.Failed,
                    $"The password {register.Password} cannot be read; set it, or mend the reference"
                )
            );
            return;
        }
        _client = new RegistrationClient(tools.Endpoint, Settings(register, password, settings), tools.Jitter);
        _client.Changed += OnChanged;
        Note(new RegistrationStatus(RegistrationHealth.Registering));
        tools.Endpoint.Loop.Post(_client.Start);
    }

    /// <summary>Takes the binding away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is null)
        {
            return;
        }
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tools.Endpoint.Loop.Post(() => _ = StopAsync(_client, stopped));
        await stopped.Task;
        _state.NoteRegistration(RegistrationStatus.NotUsed);
    }

    private static async Task StopAsync(RegistrationClient client, TaskCompletionSource stopped)
    {
        await client.StopAsync();
        stopped.SetResult();
    }

    private static RegistrationSettings Settings(RegisterSettings register, string password, PbxSettings settings)
    {
        var server = register.Server;
        var domain = new SipUriBuilder { Host = server.Host }.ToString();
        var account = new SipUriBuilder { User = register.User, Host = server.Host }.ToString();
        return new RegistrationSettings
        {
            Registrar = Destination.To(TrunkTargets.Hop(server, LineSettings.DefaultTimeout)),
            RequestUri = domain,
            AddressOfRecord = $"<{account}>",
            ContactUri = Contacts.AtListener(settings.ListenerFor(server), register.User)[1..^1],
            Credentials = new Credentials(register.AuthUser, password),
            Expires = register.Expires,
        };
    }

    private void OnChanged(RegistrationState state) =>
        Note(
            state.IsRegistered
                ? new RegistrationStatus(RegistrationHealth.Registered)
                : new RegistrationStatus(RegistrationHealth.Failed, state.Detail)
        );

    private void Note(RegistrationStatus status)
    {
        if (_state.Registration != status)
        {
            _state.NoteRegistration(status);
            LogRegistration(_tools.Log, _line, status.Health, status.Reason);
        }
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "Line {Line}: registration is {Health} {Reason}")]
    private static partial void LogRegistration(ILogger log, string line, RegistrationHealth health, string reason);
}
