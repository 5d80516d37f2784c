using System.Globalization;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>
/// The mark by which Ponte knows a call of its own that comes back: how often it has come through. Max-Forwards alone does not tell, because
/// exchanges begin it anew.
/// </summary>
internal static class PassMark
{
    private const string Header = "X-Ponte-Passes";

    /// <summary>How often the call has come through already.</summary>
    public static int Read(SipRequest invite) =>
        byte.TryParse(invite.Headers.First(Header), NumberStyles.None, CultureInfo.InvariantCulture, out var passes) ? passes : 0;

    /// <summary>The mark of a call that leaves.</summary>
    /// <param name="passes">How often it had come through when it came in.</param>
    public static ExtraHeader Write(int passes) => new(Header, (passes + 1).ToString(CultureInfo.InvariantCulture));
}
