using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Domain.Embedding;
using Portal.Engine.Experiments;
using Portal.Engine.Learning;
using Portal.Engine.Models;

namespace Portal.Engine;

internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EncoderOptions>().Bind(configuration.GetSection(EncoderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EncoderOptions>, EncoderOptionsValidator>();
        services.AddSingleton(provider => new EncoderLoader(
            provider.GetRequiredService<TimeProvider>(), () => new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, provider.GetRequiredService<ILogger<EncoderLoader>>()));
        services.AddSingleton<EncoderChoiceStore>();
        services.AddSingleton<EncoderHost>();
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection(ChatOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsValidator>();
        services.AddSingleton(provider => new ChatHost(
            provider.GetRequiredService<IOptions<ChatOptions>>(), () => new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ChatHost>>()));
        services.AddSingleton<PhraseVectors>();
        services.AddSingleton<StatementReader>();
        services.AddSingleton<EngineBuilder>();
        services.AddSingleton<EngineService>();
        services.AddSingleton<EmbeddingMonitor>();
        services.AddSingleton<IEmbeddingProgress>(provider => provider.GetRequiredService<EmbeddingMonitor>());
        services.AddSingleton<CatalogueEmbedder>();
        services.AddSingleton<WeightStore>();
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>();
        services.AddSingleton<ModelFiles>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<InteractionReader>();
        services.AddSingleton<ModelTraining>();
        services.AddSingleton<ReactionLog>();
        services.AddSingleton<WeightLearning>();
        services.AddSingleton<ExperimentReader>();
        services.AddSingleton<ExperimentDirectory>();
        services.AddSingleton<IExperimentChanges>(provider => provider.GetRequiredService<ExperimentDirectory>());
        services.AddSingleton<ExperimentPeople>();
        services.AddSingleton<ExperimentMemory>();
        services.AddSingleton<TreatedStates>();
        services.AddSingleton<Treatments>();
        services.AddSingleton<ISeeder>(provider => provider.GetRequiredService<WeightStore>());
        return services;
    }
}
