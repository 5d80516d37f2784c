namespace Ponte.Pbx.Document;

/// <summary>How a line wants the numbers that we send to it.</summary>
public enum NumberOutFormat
{
    /// <summary><c>+390212345678</c>.</summary>
    E164,

    /// <summary>E.164 without the plus: <c>390212345678</c>.</summary>
    Digits,

    /// <summary>International prefix of the line's country and country code: <c>00390212345678</c>.</summary>
    International,

    /// <summary>Own country as dialled within it, with the trunk prefix (<c>0212345678</c>, <c>030123456</c>); others as <see cref="International"/>.</summary>
    National,

    /// <summary>Own country as national significant number, without a trunk prefix (<c>30123456</c>; Italy's leading 0 is no trunk prefix and stays); others as <see cref="International"/>.</summary>
    Significant,
}
