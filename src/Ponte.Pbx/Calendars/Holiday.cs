using NodaTime;

namespace Ponte.Pbx.Calendars;

/// <summary>A public holiday on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="EnglishName">Its name in English.</param>
/// <param name="LocalName">Its name in the country's own language.</param>
public sealed record Holiday(LocalDate Date, string EnglishName, string LocalName);
