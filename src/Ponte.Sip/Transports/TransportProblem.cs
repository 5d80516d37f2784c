namespace Ponte.Sip.Transports;

/// <summary>Why the transport does not start, in words that name the setting and the mend.</summary>
/// <param name="Setting">The setting, such as <c>listener "teams"</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do.</param>
public sealed record TransportProblem(string Setting, string Message, string Mend)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Setting}: {Message}. {Mend}.";
}
