namespace Ponte.Calls.Routing;

/// <summary>When calls are recorded; the stronger is the larger.</summary>
public enum RecordingMode
{
    /// <summary>Never, whoever wants it.</summary>
    Never,

    /// <summary>When somebody asks for it.</summary>
    OnDemand,

    /// <summary>Always.</summary>
    Always,
}
