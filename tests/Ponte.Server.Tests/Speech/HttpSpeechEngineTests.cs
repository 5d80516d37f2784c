using System.Net;
using System.Text;
using Ponte.Server.Settings;
using Ponte.Server.Speech;

namespace Ponte.Server.Tests.Speech;

/// <summary>A web service that speaks.</summary>
public sealed class HttpSpeechEngineTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpListener _listener = new();
    private readonly Uri _address = new($"http://127.0.0.1:{FreePorts.Next()}/say");

    public HttpSpeechEngineTests()
    {
        _listener.Prefixes.Add(new Uri(_address, "/").ToString());
        _listener.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task Text_and_language_are_posted_and_the_answer_is_the_file()
    {
        using var engine = new HttpSpeechEngine(new SpeechSettings { Url = _address, Key = "geheim" }, "", TimeProvider.System);
        var saying = engine.SayAsync("Perché \"no\"?", "it", _folder.File("a.wav"), Token).AsTask();
        var request = await AnswerAsync(200, "RIFF sound"u8.ToArray());

        (await saying).Should().BeNull();
        (await File.ReadAllTextAsync(_folder.File("a.wav"), Token)).Should().Be("RIFF sound");
        request.Should().Be("POST /say Bearer geheim {\"text\":\"Perch\\u00E9 \\u0022no\\u0022?\",\"language\":\"it\"}");
    }

    [Theory]
    [InlineData(503, 10, "the speech service answers 503")]
    [InlineData(302, 10, "the speech service answers 302")]
    [InlineData(200, 17 * 1024 * 1024, "the speech service answers more than 16 MB")]
    public async Task What_is_no_speech_is_told(int status, int length, string fault)
    {
        using var engine = new HttpSpeechEngine(new SpeechSettings { Url = _address }, "", TimeProvider.System);
        var saying = engine.SayAsync("uno", "it", _folder.File("a.wav"), Token).AsTask();
        await AnswerAsync(status, new byte[length]);

        (await saying).Should().Be(fault);
    }

    [Fact]
    public async Task Service_that_is_not_there_is_told()
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        using var engine = new HttpSpeechEngine(new SpeechSettings { Url = nobody }, "", TimeProvider.System);

        (await engine.SayAsync("uno", "it", _folder.File("a.wav"), Token)).Should().StartWith("the speech service cannot be asked: ");
    }

    /// <summary>Takes one request, and answers it.</summary>
    private async Task<string> AnswerAsync(int status, byte[] body)
    {
        var context = await _listener.GetContextAsync().WaitAsync(Token);
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var said = await reader.ReadToEndAsync(Token);
        context.Response.StatusCode = status;
        if (status == 302)
        {
            context.Response.RedirectLocation = "http://example.com/";
        }
        try
        {
            await context.Response.OutputStream.WriteAsync(body, Token);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // It did not want more.
        }
        return $"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath} {context.Request.Headers["Authorization"]} {said}";
    }
}
