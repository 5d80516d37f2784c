namespace Ponte.Sip.Transports.Tls;

/// <summary>Puts the failures of handshakes that the TLS library tells into words.</summary>
internal static class HandshakeErrors
{
    private static readonly (string Mark, TlsRefusal Refusal, string Words)[] Known =
    [
        (
            "alert unknown ca",
            TlsRefusal.RefusedByPeer,
            "the peer does not trust the issuer of our certificate, or misses an intermediate certificate"
        ),
        ("alert certificate expired", TlsRefusal.RefusedByPeer, "the peer says that our certificate has expired"),
        ("alert certificate required", TlsRefusal.RefusedByPeer, "the peer demands a certificate and we have none for it"),
        ("alert bad certificate", TlsRefusal.RefusedByPeer, "the peer refuses our certificate"),
        ("alert certificate unknown", TlsRefusal.RefusedByPeer, "the peer refuses our certificate"),
        ("alert unsupported certificate", TlsRefusal.RefusedByPeer, "the peer cannot use our kind of certificate"),
        ("alert access denied", TlsRefusal.RefusedByPeer, "the peer denies access"),
        ("alert unrecognized name", TlsRefusal.RefusedByPeer, "the peer does not know the name that we asked for"),
        ("alert handshake failure", TlsRefusal.RefusedByPeer, "the peer ends the handshake: no common suite, or it misses our certificate"),
        ("alert protocol version", TlsRefusal.NothingCommon, "the peer speaks neither TLS 1.2 nor 1.3"),
        ("alert insufficient security", TlsRefusal.NothingCommon, "the peer wants other suites than ours"),
        ("no shared cipher", TlsRefusal.NothingCommon, "the peer offers none of our suites"),
        ("unsupported protocol", TlsRefusal.NothingCommon, "the peer speaks neither TLS 1.2 nor 1.3"),
        ("wrong signature type", TlsRefusal.NothingCommon, "the peer's kind of key does not fit our suites"),
        ("no suitable signature algorithm", TlsRefusal.NothingCommon, "the peer offers no signature that fits our key"),
        ("wrong version number", TlsRefusal.NotTls, "the peer does not speak TLS on this port"),
        ("http request", TlsRefusal.NotTls, "the peer speaks HTTP"),
        ("packet length too long", TlsRefusal.NotTls, "the peer does not speak TLS on this port"),
    ];

    /// <summary>The kind of a failure and its words.</summary>
    public static (TlsRefusal Refusal, string Words) Explain(Exception error)
    {
        if (error is OperationCanceledException)
        {
            return (TlsRefusal.TimedOut, "the handshake took too long");
        }
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (Find(e) is { } known)
            {
                return known;
            }
        }
        var last = error.GetBaseException();
        return last is IOException or ObjectDisposedException or System.Net.Sockets.SocketException
            ? (TlsRefusal.ConnectionLost, "the peer closed the connection during the handshake")
            : (TlsRefusal.NotTls, $"the handshake failed: {last.Message}");
    }

    /// <summary>The words for an alert that ended a connection after the handshake; null when it is none. With TLS 1.3 refusals come so.</summary>
    public static string? FindAlert(Exception error) => Find(error)?.Words;

    private static (TlsRefusal Refusal, string Words)? Find(Exception error)
    {
        foreach (var (mark, refusal, words) in Known)
        {
            if (error.Message.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return (refusal, words);
            }
        }
        return null;
    }
}
