namespace Ponte.Sip.Sdp;

/// <summary>Names of ICE's attributes (RFC 8839 section 5, RFC 8840 section 8).</summary>
internal static class IceNames
{
    public const string Lite = "ice-lite";
    public const string Mismatch = "ice-mismatch";
    public const string Fragment = "ice-ufrag";
    public const string Password = "ice-pwd";
    public const string Options = "ice-options";
    public const string Candidate = "candidate";
    public const string RemoteCandidates = "remote-candidates";
    public const string EndOfCandidates = "end-of-candidates";
}
