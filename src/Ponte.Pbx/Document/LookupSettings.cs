namespace Ponte.Pbx.Document;

/// <summary>A directory of kind <c>http</c>: a web service that is asked for one number and answers in JSON.</summary>
public sealed record LookupSettings : DirectorySettings
{
    /// <inheritdoc/>
    public override DirectoryKind Kind => DirectoryKind.Http;

    /// <summary>The address, http or https, with <c>{number}</c>, <c>{digits}</c> or <c>{national}</c> in the number's place.</summary>
    public required string Url { get; init; }

    /// <summary>Where the name is in the answer, as <c>$.contact.name</c> or <c>$.items[0].name</c>; several are joined by a blank.</summary>
    public ValueList<string> NamePaths { get; init; } = DefaultNamePaths;

    /// <summary>Headers of the request, such as an authorization.</summary>
    public ValueList<LookupHeader> Headers { get; init; } = [];

    /// <summary>A PEM file or folder of root certificates for the server; empty for the system's.</summary>
    public string TrustAnchors { get; init; } = "";

    /// <summary>A field <c>name</c> of the answer itself.</summary>
    public static readonly ValueList<string> DefaultNamePaths = ["$.name"];
}
