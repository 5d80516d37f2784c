namespace Ponte.Server.Languages;

/// <content>Prompts.</content>
internal sealed partial class Words
{
    public string PromptsCommand => T("The prompts that come with Ponte", "Gli annunci forniti con Ponte");
    public string PromptsRenderCommand => T("Have espeak-ng say them into files", "Li fa pronunciare a espeak-ng, in file");
    public string PromptsFolder => T("The folder of the files", "La cartella dei file");
    public string NoEspeak => T("espeak-ng is not installed", "espeak-ng non è installato");

    /// <summary>How many were said.</summary>
    public string PromptsRendered(int count, string folder) => T($"{count} prompts are in {folder}.", $"{count} annunci sono in {folder}.");
}
