using Ponte.Pbx.Document;

namespace Ponte.Pbx.People;

/// <summary>A user switches a function on or off.</summary>
/// <param name="User">The user's key.</param>
/// <param name="Function">One that is switched (<see cref="ShortCode.IsSwitch"/>).</param>
/// <param name="Target">Where a forward leads; empty to switch the function off, and for do not disturb.</param>
/// <param name="IsOn">Whether it is switched on.</param>
public sealed record PersonChange(string User, ShortCodeFunction Function, string Target, bool IsOn)
{
    /// <summary>The state after the change.</summary>
    public PersonState Of(PersonState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var target = IsOn ? Target : "";
        return Function switch
        {
            ShortCodeFunction.DoNotDisturb => before with { DoNotDisturb = IsOn },
            ShortCodeFunction.ForwardAlways => before with { ForwardAlways = target },
            ShortCodeFunction.ForwardBusy => before with { ForwardBusy = target },
            ShortCodeFunction.ForwardNoAnswer => before with { ForwardNoAnswer = target },
            ShortCodeFunction.ForwardUnreachable => before with { ForwardUnreachable = target },
            _ => before,
        };
    }
}
