namespace Ponte.Pbx.Document;

/// <summary>A secret of the document: where it is, or itself. Printing one never shows the secret.</summary>
public sealed class SecretReference : IEquatable<SecretReference>
{
    /// <summary>What stands for a secret that was written out, in exports and comparisons.</summary>
    public const string Mask = "********";

    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";
    private readonly string _text;

    private SecretReference(string text) => _text = text;

    /// <summary>Whether the document holds the secret itself.</summary>
    public bool IsLiteral => !IsEnvironment && !IsFile;

    /// <summary>Whether the document holds only <see cref="Mask"/>, as a comparison or an export left it.</summary>
    public bool IsMasked => string.Equals(_text, Mask, StringComparison.Ordinal);

    private bool IsEnvironment => _text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal);

    private bool IsFile => _text.StartsWith(FilePrefix, StringComparison.Ordinal);

    /// <summary>The reference or the secret as the document holds it.</summary>
    internal string Written => _text;

    /// <summary>Reads <c>env:NAME</c>, <c>file:PATH</c>, or the secret itself.</summary>
    public static SecretReference Parse(string text) => new(text);

    /// <summary>Fetches the secret.</summary>
    /// <param name="environment">Gives an environment variable, null where it is not set.</param>
    /// <param name="file">Gives a file's text, null where it cannot be read.</param>
    /// <returns>The secret, or null where the reference leads nowhere. One line break at a file's end is not part of it.</returns>
    public string? Resolve(Func<string, string?> environment, Func<string, string?> file)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(file);
        if (IsEnvironment)
        {
            return environment(_text[EnvironmentPrefix.Length..]);
        }
        return IsFile ? WithoutLineBreak(file(_text[FilePrefix.Length..])) : _text;
    }

    /// <inheritdoc/>
    public bool Equals(SecretReference? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretReference);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The reference, or <see cref="Mask"/> for a secret that was written out.</summary>
    public override string ToString() => IsLiteral ? Mask : _text;

    private static string? WithoutLineBreak(string? text)
    {
        if (text is null || !text.EndsWith('\n'))
        {
            return text;
        }
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text[..^1];
    }
}
