using Ponte.Pbx.Routing;

namespace Ponte.Server.Composition;

/// <content>What decides where calls go.</content>
internal sealed partial class Telephony
{
    private DirectorServices DirectorServices() =>
        new()
        {
            Company = _company,
            Lines = _lines,
            Settings = _pbx,
            Phones = _phones,
            People = _context.People,
            Switches = _context.Switches,
            Prompts = _context.Prompts,
            Lookups = _lookups,
            Voicemail = _context.Voicemail,
            Mail = _context.Mail,
            Lamps = _lamps,
            CallBacks = _callBacks,
            Missed = _missed,
            Directory = _directory,
            Time = _context.Time,
        };
}
