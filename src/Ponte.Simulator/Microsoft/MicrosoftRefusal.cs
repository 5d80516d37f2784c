using System.Globalization;
using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>Why Microsoft refuses a request.</summary>
/// <param name="Status">The SIP status.</param>
/// <param name="Phrase">The reason phrase.</param>
/// <param name="Code">Microsoft's own code (reference section 20).</param>
/// <param name="Cause">The Q.850 cause, by NICC ND1017.</param>
/// <param name="Text">The reason in words.</param>
public sealed record MicrosoftRefusal(int Status, string Phrase, string Code, int Cause, string Text)
{
    /// <summary>The value of the Reason header.</summary>
    /// <param name="call">Names the call: the first part of the text.</param>
    public string Reason(Guid call) => string.Create(CultureInfo.InvariantCulture, $"Q.850;cause={Cause};text=\"{call};{Code} {Text}\"");

    internal CallRefusal ForCall() => new(Status, Phrase, Reason(Guid.NewGuid()));
}
