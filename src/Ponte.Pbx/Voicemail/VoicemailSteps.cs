namespace Ponte.Pbx.Voicemail;

/// <summary>How history tells what callers do in boxes.</summary>
public static class VoicemailSteps
{
    /// <summary>What stands for a flow's name; no flow of a document is called so.</summary>
    public const string Flow = "(voicemail)";

    /// <summary>The caller leaves a message in the box.</summary>
    public const string Deposit = "deposit";

    /// <summary>The caller listens to the box.</summary>
    public const string Listen = "listen";
}
