namespace Ponte.Sip.Agent;

/// <summary>Keeps one account registered: refreshes in time, backs off after failures, and takes the binding away at the end.</summary>
public sealed class RegistrationClient
{
    /// <summary>Creates it; <see cref="Start"/> sends the first REGISTER.</summary>
    /// <param name="endpoint">The endpoint it lives on; members may be called only on its loop.</param>
    /// <param name="settings">The account.</param>
    /// <param name="jitter">Gives numbers from 0 to below 1; spreads retries so that a restarted registrar is not met by all at once.</param>
    public RegistrationClient(SipEndpoint endpoint, RegistrationSettings settings, Func<double> jitter) =>
        throw new NotSupportedException();

    /// <summary>Raised on the loop when the state has changed.</summary>
    public event Action<RegistrationState>? Changed
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    /// <summary>Where it stands.</summary>
    public RegistrationState State => throw new NotSupportedException();

    /// <summary>Registers and keeps registered.</summary>
    public void Start() => throw new NotSupportedException();

    /// <summary>Stops, and takes the binding away if there is one.</summary>
    public Task StopAsync() => throw new NotSupportedException();
}
