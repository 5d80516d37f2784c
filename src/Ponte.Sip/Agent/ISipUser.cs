namespace Ponte.Sip.Agent;

/// <summary>Told of what comes in from outside any dialog. Called on the endpoint's loop; must not block.</summary>
public interface ISipUser
{
    /// <summary>
    /// An INVITE came. Call <see cref="InviteSession.Attach"/> before returning, or reject or drop it. A 100 is sent when nothing
    /// else was by then.
    /// </summary>
    void OnInvite(InviteSession session);

    /// <summary>Another request came: OPTIONS, REGISTER, MESSAGE …</summary>
    void OnRequest(IncomingRequest request);
}
