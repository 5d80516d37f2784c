namespace Ponte.Server.Languages;

/// <content>What somebody must look after.</content>
internal sealed partial class Words
{
    /// <summary>A line is down, or a part of it.</summary>
    public string AlarmOfLine(string line, bool isDown, string detail) =>
        (
            isDown
                ? T($"The line {line} is down", $"La linea {line} non funziona")
                : T($"A part of the line {line} is down", $"Una parte della linea {line} non funziona")
        ) + (detail.Length > 0 ? $": {detail}" : "");

    /// <summary>A directory does not answer.</summary>
    public string AlarmOfDirectory(string directory, string detail) =>
        T($"The directory {directory} does not answer: {detail}", $"La rubrica {directory} non risponde: {detail}");
}
