namespace Ponte.Pbx.Document;

/// <summary>How a line writes the numbers that it sends to us. <c>+</c> and the international prefix are understood in all of them.</summary>
public enum NumberInFormat
{
    /// <summary>As dialled within the line's country, with or without the trunk prefix; without the area code where the company's fits.</summary>
    National,

    /// <summary>Country code first, with or without <c>+</c>.</summary>
    E164,
}
