using System.Text;
using Ponte.Media.Control.Model;
using Ponte.Media.Stun;

namespace Ponte.Media.Engine;

/// <summary>One pair of our credentials, from its agreement to the next restart, and the peers that check with it. For one thread.</summary>
internal sealed class IceSession
{
    /// <summary>Peers remembered at once; a call rings on fewer devices. More are answered, and decide nothing.</summary>
    public const int MaximumPeers = 8;

    private readonly IceSettings _settings;
    private readonly byte[] _fragment;
    private readonly List<IcePeer> _peers = new(MaximumPeers);

    /// <summary>A session that nobody has checked yet.</summary>
    public IceSession(IceSettings settings)
    {
        _settings = settings;
        _fragment = Encoding.UTF8.GetBytes(settings.LocalFragment);
        Key = new StunKey(settings.LocalPassword);
    }

    /// <summary>Our password.</summary>
    public StunKey Key { get; }

    /// <summary>The peer that was agreed with; null before.</summary>
    public IcePeer? Agreed { get; private set; }

    /// <summary>Whether settings name the same credentials of ours.</summary>
    public bool HasCredentialsOf(IceSettings settings) =>
        settings.LocalFragment.Equals(_settings.LocalFragment, StringComparison.Ordinal)
        && settings.LocalPassword.Equals(_settings.LocalPassword, StringComparison.Ordinal);

    /// <summary>The peer of that fragment is the one that counts; none for an empty one.</summary>
    public void Agree(string fragment)
    {
        if (fragment.Length == 0)
        {
            Agreed = null;
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(fragment);
        Agreed = Find(bytes);
        if (Agreed is null)
        {
            if (_peers.Count == MaximumPeers)
            {
                _peers.RemoveAt(0);
            }
            _peers.Add(Agreed = new IcePeer(bytes));
        }
    }

    /// <summary>
    /// The part of a user name after the colon, where the part before it is our fragment (RFC 8445 section 7.3: nothing more may be asked, because a check may
    /// overtake the answer that says who sends it). Empty for any other name.
    /// </summary>
    public ReadOnlySpan<byte> RemotePart(ReadOnlySpan<byte> userName) =>
        userName.Length > _fragment.Length + 1 && userName.StartsWith(_fragment) && userName[_fragment.Length] == (byte)':'
            ? userName[(_fragment.Length + 1)..]
            : default;

    /// <summary>The peer of that fragment; null when there are too many.</summary>
    public IcePeer? PeerOf(ReadOnlySpan<byte> fragment)
    {
        if (Find(fragment) is { } known)
        {
            return known;
        }
        if (_peers.Count == MaximumPeers)
        {
            return null;
        }
        var peer = new IcePeer(fragment.ToArray());
        _peers.Add(peer);
        return peer;
    }

    private IcePeer? Find(ReadOnlySpan<byte> fragment)
    {
        foreach (var peer in _peers)
        {
            if (peer.Is(fragment))
            {
                return peer;
            }
        }
        return null;
    }
}
