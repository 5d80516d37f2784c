namespace Ponte.Media.Host;

/// <summary>What the process tells when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Asked to end, or nobody needed it any more.</summary>
    public const int Good = 0;

    /// <summary>An argument or a setting is wrong; standard error names it.</summary>
    public const int WrongSettings = 2;

    /// <summary>The control socket or the log file cannot be opened, or another process has it.</summary>
    public const int CannotStart = 3;
}
