namespace Portal.Onboarding;

/// <summary>Names the texts of the first visit's tour (OnboardingText.resx).</summary>
public sealed class OnboardingText;
