namespace Ponte.Pbx.Document;

/// <summary>How a far end sends faxes.</summary>
public enum FaxMode
{
    /// <summary>By T.38 where the other side can, else in the codec of speech.</summary>
    T38,

    /// <summary>In the codec of speech: T.38 is neither offered to it nor taken from it.</summary>
    Audio,
}
