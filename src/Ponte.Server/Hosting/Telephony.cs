using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Hosting;

/// <summary>The real telephony.</summary>
internal sealed class Telephony : ITelephony
{
    /// <summary>Makes it.</summary>
    public static ITelephony Create(TelephonyContext context) => new Telephony();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Apply(CompanyDocument document) { }

    /// <inheritdoc/>
    public ImmutableArray<LineStatus> Lines() => [];

    /// <inheritdoc/>
    public MediaStatus Media() => new("process", HealthState.Up, "");

    /// <inheritdoc/>
    public bool HangUp(CallId call) => false;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
