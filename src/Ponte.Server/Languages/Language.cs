namespace Ponte.Server.Languages;

/// <summary>The languages that people are spoken to in.</summary>
internal enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Italian.</summary>
    Italian,
}
