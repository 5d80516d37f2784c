namespace Ponte.Pbx.Doctor;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>It was looked at and is as it should be.</summary>
    Good = 0,

    /// <summary>It works, and may not for long, or not for all.</summary>
    Warning = 1,

    /// <summary>Calls fail because of it.</summary>
    Error = 2,
}
