using System.Globalization;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>One format of a description that we write.</summary>
internal readonly record struct LocalFormat(RtpMap Map, string? Parameters)
{
    public string Number => Map.PayloadType.ToString(CultureInfo.InvariantCulture);
}
