using System.Collections.Immutable;

namespace Ponte.Server.Hosting;

/// <summary>The server cannot start. Each line says to a person what is wrong, where, and how to mend it.</summary>
internal sealed class StartException(ImmutableArray<string> lines, Exception? inner = null) : Exception(string.Join('\n', lines), inner)
{
    /// <summary>One reason.</summary>
    public StartException(string line, Exception? inner = null)
        : this([line], inner) { }

    /// <summary>All reasons.</summary>
    public ImmutableArray<string> Lines { get; } = lines;
}
