namespace Ponte.Server.Api.Contracts;

/// <summary>What stands at a place that rings.</summary>
internal enum RoutePlaceKind
{
    /// <summary>A user in Teams.</summary>
    Teams,

    /// <summary>A user's voicemail in Teams.</summary>
    Voicemail,

    /// <summary>A device that is registered.</summary>
    Device,

    /// <summary>A number behind lines.</summary>
    Number,
}
