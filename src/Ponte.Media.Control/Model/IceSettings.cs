namespace Ponte.Media.Control.Model;

/// <summary>ICE with a peer, we as the lite and controlled agent (RFC 8445 section 2.5): its checks are answered, none are sent.</summary>
/// <param name="LocalFragment">Our user name fragment, 4 to 256 characters: a check must name it first.</param>
/// <param name="LocalPassword">Our password, 22 to 64 characters: checks and answers are authenticated by it.</param>
/// <param name="RemoteFragment">
/// The fragment of the peer that was agreed with: its nomination decides where media goes. Empty before there is one; checks of forked peers are answered
/// all the same, and what they nominate is remembered.
/// </param>
public sealed record IceSettings(string LocalFragment, string LocalPassword, string RemoteFragment)
{
    /// <summary>The fragments only: passwords never reach a log.</summary>
    public override string ToString() => $"IceSettings({LocalFragment}:{RemoteFragment})";
}
