namespace Ponte.Media.Engine;

/// <summary>Work of a worker that is due again and again: a recording, a mix, a transcoding. For the worker's thread.</summary>
internal interface IPacedTask
{
    /// <summary>When it is due next.</summary>
    TimeSpan Due { get; }

    /// <summary>Whether there is nothing more to do: the worker then forgets it.</summary>
    bool IsOver { get; }

    /// <summary>Does what is due.</summary>
    void Run(TimeSpan now);
}
