using Microsoft.Extensions.Logging;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.CallBacks;

/// <summary>What <see cref="CallBackService"/> works with.</summary>
public sealed record CallBackServices
{
    /// <summary>Keeps the requests.</summary>
    public required ICallBackStore Store { get; init; }

    /// <summary>Who is in which call.</summary>
    public required LampBoard Lamps { get; init; }

    /// <summary>Whether a user could take a call now. From any thread; it must not block.</summary>
    public required Func<string, bool> IsFree { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Log { get; init; }
}
