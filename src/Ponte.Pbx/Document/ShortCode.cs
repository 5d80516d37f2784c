namespace Ponte.Pbx.Document;

/// <summary>A short code: what is dialled for a function, before the extension, place or number that it is for.</summary>
/// <param name="Function">The function.</param>
/// <param name="Code">Up to six digits, <c>*</c> and <c>#</c>.</param>
public sealed record ShortCode(ShortCodeFunction Function, string Code)
{
    /// <summary>What switches the function off: <c>#</c> in place of the leading <c>*</c>; null where it is none that is switched.</summary>
    public string? OffCode => IsSwitch(Function) ? $"#{Code[1..]}" : null;

    /// <summary>Whether a function is switched on and off.</summary>
    public static bool IsSwitch(ShortCodeFunction function) =>
        function
            is ShortCodeFunction.DoNotDisturb
                or ShortCodeFunction.ForwardAlways
                or ShortCodeFunction.ForwardBusy
                or ShortCodeFunction.ForwardNoAnswer
                or ShortCodeFunction.ForwardUnreachable
                or ShortCodeFunction.CallBack
                or ShortCodeFunction.DayNight;

    /// <summary>The codes where the document gives none: what telephones in Italy know for the same (ETSI, GSM 02.30), else free ones.</summary>
    public static readonly ValueList<ShortCode> Defaults =
    [
        new(ShortCodeFunction.PickUp, "*8"),
        new(ShortCodeFunction.Park, "*70"),
        new(ShortCodeFunction.Retrieve, "*71"),
        new(ShortCodeFunction.TakeOver, "*72"),
        new(ShortCodeFunction.Confer, "*75"),
        new(ShortCodeFunction.DoNotDisturb, "*26"),
        new(ShortCodeFunction.ForwardAlways, "*21"),
        new(ShortCodeFunction.ForwardBusy, "*67"),
        new(ShortCodeFunction.ForwardNoAnswer, "*61"),
        new(ShortCodeFunction.ForwardUnreachable, "*62"),
        new(ShortCodeFunction.DayNight, "*55"),
        new(ShortCodeFunction.HideNumber, "#31"),
        new(ShortCodeFunction.ShowNumber, "*31"),
        new(ShortCodeFunction.Pin, "*33"),
        new(ShortCodeFunction.CallBack, "*37"),
        new(ShortCodeFunction.Voicemail, "*98"),
    ];
}
