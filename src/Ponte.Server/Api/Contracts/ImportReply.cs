using System.Collections.Immutable;
using Ponte.Server.Directories.Csv;

namespace Ponte.Server.Api.Contracts;

/// <summary>What became of an import, or would become of it.</summary>
internal sealed record ImportReply
{
    /// <summary>Why nothing was imported; null where all went well.</summary>
    public ImportRefusal? Refusal { get; init; }

    /// <summary>Whether it was only looked at.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The directories of kind <c>csv</c> in the company document.</summary>
    public ImmutableArray<string> KnownBooks { get; init; } = [];

    /// <summary>How the file is written: UTF-8, UTF-16 or Windows-1252.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>What separates its fields.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Its headings.</summary>
    public ImmutableArray<string> Headings { get; init; } = [];

    /// <summary>The headings of the columns that hold names: whole, first, last.</summary>
    public ImmutableArray<string> NameColumns { get; init; } = [];

    /// <summary>The heading of the column that holds organisations; empty where there is none.</summary>
    public string OrganisationColumn { get; init; } = "";

    /// <summary>The headings of the columns that hold numbers.</summary>
    public ImmutableArray<string> NumberColumns { get; init; } = [];

    /// <summary>Contacts of the file.</summary>
    public int Contacts { get; init; }

    /// <summary>Different numbers of the file.</summary>
    public int Numbers { get; init; }

    /// <summary>Contacts of the book that was there before.</summary>
    public int ContactsBefore { get; init; }

    /// <summary>The first contacts.</summary>
    public ImmutableArray<ContactReply> Sample { get; init; } = [];

    /// <summary>What is wrong with rows, the first ones.</summary>
    public ImmutableArray<RowProblem> Problems { get; init; } = [];

    /// <summary>How many problems there are.</summary>
    public int ProblemCount { get; init; }

    /// <summary>How many rows were left out.</summary>
    public int RowsLeftOut { get; init; }
}
