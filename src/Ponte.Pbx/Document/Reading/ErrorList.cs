namespace Ponte.Pbx.Document.Reading;

/// <summary>Gathers what is wrong, up to a limit.</summary>
internal sealed class ErrorList(int limit)
{
    private readonly List<DocumentError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(string path, YamlNode node, string message) => Add(path, node.Line, node.Column, message);

    public void Add(string path, int line, int column, string message)
    {
        if (_errors.Count < limit)
        {
            _errors.Add(new DocumentError(path, line, column, message));
        }
    }

    public ValueList<DocumentError> InOrderOfText() => [.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
