namespace Ponte.Pbx.Prompts;

/// <summary>Makes speech of text.</summary>
public interface ISpeechEngine
{
    /// <summary>Its name and voices, which tell apart what it and another one made of the same text.</summary>
    string Name { get; }

    /// <summary>Says a text into a WAV file: PCM of 16 bits, one channel, any rate.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language: <c>it</c>, <c>en</c>.</param>
    /// <param name="path">The file, which is made anew.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    /// <returns>Null: done; else why it cannot be said.</returns>
    ValueTask<string?> SayAsync(string text, string language, string path, CancellationToken cancellationToken);
}
