namespace Ponte.Server.Settings;

/// <content>The service that speaks.</content>
internal sealed partial class SettingsReader
{
    private static SpeechSettings? ReadSpeech(SettingsSection section)
    {
        var text = section.Text("Url");
        var key = section.Text("Key");
        section.CheckUnknown();
        if (text is null)
        {
            if (key is not null)
            {
                section.Error(
                    "Url",
                    null,
                    "is missing; give the address of the service that speaks, for instance https://speech.example.com/say"
                );
            }
            return null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            section.Error("Url", text, "is no address of a web service; give one that begins with https:// or http://");
            return null;
        }
        return new SpeechSettings { Url = url, Key = key ?? "" };
    }
}
