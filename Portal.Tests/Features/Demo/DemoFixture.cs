using Portal.Demo;
using Portal.Demo.Simulation;

namespace Portal.Tests.Features.Demo;

/// <summary>The shipped demo, read once.</summary>
public sealed class DemoFixture
{
    public DemoFixture()
    {
        Catalogue = DemoCatalogue.Load();
        Personas = PersonaFile.Load(Catalogue);
        Readers = [.. new ReaderSimulator(Catalogue, Personas).Draw()];
    }

    public DemoCatalogue Catalogue { get; }

    public IReadOnlyList<Persona> Personas { get; }

    public IReadOnlyList<SimulatedReader> Readers { get; }
}
