using Ponte.Pbx.Document;

namespace Ponte.Pbx.Directories;

/// <summary>How a directory of the document is.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Numbers">Numbers that an address book holds in memory; null for a source outside.</param>
/// <param name="SetAsideBecause">Why a source outside is set aside for a while; null where it is in use.</param>
public sealed record DirectoryStatus(string Name, DirectoryKind Kind, int? Numbers, string? SetAsideBecause);
