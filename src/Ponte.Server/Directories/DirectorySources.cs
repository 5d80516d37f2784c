using System.Collections.Immutable;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories.Http;
using Ponte.Server.Directories.Ldap;

namespace Ponte.Server.Directories;

/// <summary>The directories of the document as sources, and as people see them.</summary>
internal static class DirectorySources
{
    /// <summary>The source for a directory outside.</summary>
    /// <param name="settings">The directory as the document describes it.</param>
    /// <param name="secret">Fetches a secret; null where its reference leads nowhere.</param>
    public static IDirectorySource Connect(DirectorySettings settings, Func<SecretReference, string?> secret) =>
        settings switch
        {
            LdapSettings ldap => new LdapSource(ldap, secret),
            LookupSettings lookup => new LookupSource(lookup, secret),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "It is no source outside."),
        };

    /// <summary>How they are.</summary>
    public static ImmutableArray<DirectoryReply> Describe(ImmutableArray<DirectoryStatus> directories) =>
        [
            .. directories.Select(d => new DirectoryReply(
                d.Name,
                d.Kind.ToString().ToLowerInvariant(),
                d.SetAsideBecause is null ? HealthState.Up : HealthState.Down,
                d.SetAsideBecause ?? "",
                Numbers: d.Numbers
            )),
        ];
}
