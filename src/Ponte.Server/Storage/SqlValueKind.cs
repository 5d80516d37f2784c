namespace Ponte.Server.Storage;

/// <summary>The types that SQLite stores.</summary>
internal enum SqlValueKind : byte
{
    /// <summary>NULL.</summary>
    Null,

    /// <summary>64 bits, signed.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Blob,
}
